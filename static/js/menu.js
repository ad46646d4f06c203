// The phone's menu; without this script the navigation is a plain list.
const button = document.querySelector('[data-menu]');

button?.addEventListener('click', () => {
  const open = document.body.classList.toggle('lb-menu-open');
  button.setAttribute('aria-expanded', String(open));
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || button?.getAttribute('aria-expanded') !== 'true') return;
  button.click();
  button.focus();
});
