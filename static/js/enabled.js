// Runs before the page is drawn, so that nothing jumps when scripts take over.
document.documentElement.classList.add('js-enabled');
document.addEventListener('DOMContentLoaded', () => {
  document.body.classList.add('js-enabled');
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
});
