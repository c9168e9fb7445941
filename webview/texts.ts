import { useTexts, type Texts } from '../src/core/text/localization';

// The host embeds the texts in the page, because the first render needs them before any message arrives.
const data = document.getElementById('texts')?.textContent;
if (data) {
  useTexts(JSON.parse(data) as Texts);
}
