import { randomBytes } from 'node:crypto';
import { language, textsInUse } from '../../core/text/localization';

/**
 * The page around the dashboard's script. The nonce also goes into a meta element: the controls'
 * library adds one inline style, which it marks with this nonce. `source` is where the page's files
 * may come from, `uri` the address of one of them. The texts of the reader's language are data in the
 * page, which the policy lets pass since nothing runs it.
 */
export function dashboardHtml(source: string, uri: (file: string) => string): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
    // The default does not reach to these.
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
    <script nonce="${nonce}" src="${uri('webview.js')}"></script>
  </body>
</html>`;
}

/** JSON that no text in it can end early, nor turn into markup. */
const jsonInHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
