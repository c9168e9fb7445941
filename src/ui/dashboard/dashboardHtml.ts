import { randomBytes } from 'node:crypto';
import { language, textsInUse } from '../../core/text/localization';

/**
 * The HTML page that loads the dashboard's script. The nonce is also in a meta element, since the component
 * library tags its one inline style with it. `source` is the allowed origin of the page's files, `uri`
 * resolves one of them. Parts that the script imports inherit its nonce. The texts of the display language are a JSON data block, which the policy allows
 * because it never runs.
 */
export function dashboardHtml(source: string, uri: (file: string) => string): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
    // Not covered by `default-src`.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language()}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <link rel="stylesheet" href="${uri('webview.css')}">
    <title>Batch Monitor</title>
  </head>
  <body>
    <div id="app"></div>
    <script type="application/json" id="texts">${jsonInHtml(textsInUse())}</script>
    <script type="module" nonce="${nonce}" src="${uri('webview.js')}"></script>
  </body>
</html>`;
}

/** JSON that is safe inside a script element: no text in it can close the element or start markup. */
const jsonInHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
