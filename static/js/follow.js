// A pack being made: its progress is fetched every two seconds, and the page is opened anew at the end.
const EVERY = 2000; // milliseconds

async function look(place) {
  const answer = await fetch(place.dataset.follow, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = found.querySelector('[data-under-way]');
  if (!now) {
    location.reload();
    return;
  }
  // Only what changed is replaced, so that the reader's place and what is announced stay.
  const shown = place.querySelector('[data-under-way]');
  for (const part of ['p', 'progress']) {
    const before = shown.querySelector(part);
    const after = now.querySelector(part);
    if (before.outerHTML !== after.outerHTML) before.replaceWith(after);
  }
}

for (const place of document.querySelectorAll('[data-follow]')) {
  setInterval(() => look(place).catch(() => {}), EVERY);
}
