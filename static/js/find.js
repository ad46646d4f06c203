// The key / moves to Find, for those who switched single-key shortcuts on.
const box = document.querySelector('#find-box[data-shortcut]');

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (!box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== box.dataset.shortcut) return;
  event.preventDefault();
  box.focus();
});
