// Hide screen: covers the page until a key is pressed; after 5 minutes the password is asked.
// The moment of hiding is kept, so that neither loading a page again nor going back uncovers it.
const LIMIT = 5 * 60 * 1000; // milliseconds
const KEPT = 'lightbulb-hidden-at';
const SENT = 'lightbulb-password-sent';
const cover = document.querySelector('[data-cover]');
const button = document.querySelector('[data-hide-screen]');
const title = document.title;
let timer;

function move(from, to) {
  const value = sessionStorage.getItem(from);
  if (value !== null) sessionStorage.setItem(to, value);
  sessionStorage.removeItem(from);
}

function askForPassword() {
  const here = encodeURIComponent(location.pathname + location.search);
  location.replace(`${cover.dataset.passwordUrl}?next=${here}`);
}

function hide(since) {
  const left = LIMIT - (Date.now() - since);
  sessionStorage.setItem(KEPT, String(since));
  cover.showModal();
  document.title = 'Screen hidden – Lightbulb';
  timer = setTimeout(askForPassword, Math.max(left, 0));
}

function show(event) {
  if (!cover.open) return;
  event.preventDefault();
  if (Date.now() - Number(sessionStorage.getItem(KEPT)) >= LIMIT) return askForPassword();
  clearTimeout(timer);
  sessionStorage.removeItem(KEPT);
  document.title = title;
  cover.close();
}

function start() {
  button.hidden = false;
  button.addEventListener('click', () => hide(Date.now()));
  cover.addEventListener('cancel', (event) => event.preventDefault());
  document.addEventListener('keydown', show, { capture: true });
  cover.addEventListener('click', show);
  sessionStorage.removeItem(SENT);
  const since = Number(sessionStorage.getItem(KEPT));
  if (since) hide(since);
}

// On the password page itself nothing is covered. Sending the form frees the screen, and a
// refused password, which comes back to this page, locks it again.
function waitForPassword() {
  move(SENT, KEPT);
  document.querySelector('main form')?.addEventListener('submit', () => move(KEPT, SENT));
}

if (cover && button) {
  if (location.pathname === cover.dataset.passwordUrl) waitForPassword();
  else start();
}
