import { useTexts, type Texts } from '../src/core/text/localization';

// The host put them into the page: the first paint needs them, before a message could bring them.
const data = document.getElementById('texts')?.textContent;
if (data) {
  useTexts(JSON.parse(data) as Texts);
}
