// Sends photos from the visit page: each under the digest of its file, so that one sent twice
// is kept once. The file stays with the page until the server has it.
const LONGEST = 60000; // milliseconds until a photo without a reply counts as not sent

const hex = (digest) => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function send(form, question, file) {
  const name = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const told = new URLSearchParams({ question, taken_at: new Date(file.lastModified).toISOString() });
  const reply = await fetch(`${form.dataset.photos.replace('sha256', name)}?${told}`, {
    method: 'PUT',
    headers: { 'Content-Type': file.type, 'X-CSRFToken': form.querySelector('input[name="csrfmiddlewaretoken"]').value },
    body: file,
    signal: AbortSignal.timeout(LONGEST),
  });
  const isJson = reply.headers.get('Content-Type')?.includes('json');
  const answer = isJson ? await reply.json() : {};
  if (!reply.ok || !answer.photo) throw new Error(answer.detail ?? '');
  return answer;
}

function thumbnail({ photo, taken_at: taken, width, height }) {
  const item = document.createElement('li');
  const link = Object.assign(document.createElement('a'), { href: `/photos/${photo}/` });
  link.append(Object.assign(document.createElement('img'), { src: link.href, alt: 'Photo', width, height }));
  const time = new Date(taken).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });
  const words = Object.assign(document.createElement('span'), { textContent: `Taken ${time}` });
  item.append(link, words);
  return item;
}

export function startPhotos(form) {
  const unsent = new Set();
  for (const label of form.querySelectorAll('[data-add-photo]')) {
    const place = label.closest('[data-question]');
    const state = place.querySelector('[data-photo-state]');
    const take = async (file) => {
      unsent.add(file);
      state.textContent = 'Sending the photo';
      try {
        const kept = await send(form, place.dataset.question, file);
        unsent.delete(file);
        place.querySelector('[data-thumbs]').append(thumbnail(kept));
        state.textContent = 'The photo is kept.';
      } catch (problem) {
        const again = Object.assign(document.createElement('button'), { type: 'button', className: 'lb-rowlink', textContent: 'Send again' });
        again.addEventListener('click', () => take(file));
        state.replaceChildren(`The photo is not sent. ${problem.message || 'Keep this page open.'} `, again);
      }
    };
    label.hidden = false;
    label.querySelector('input').addEventListener('change', (event) => {
      [...event.target.files].forEach(take);
      event.target.value = '';
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (unsent.size) event.preventDefault();
  });
}
