// On leaving a field that tells who somebody is, looks whether they are known already. The
// notice takes no focus and is announced once. Without this script "Check" shows the same.
const TELLING = ['given_name', 'family_name', 'date_of_birth', 'nhs_number', 'phone', 'postcode', 'address'];
const place = document.querySelector('[data-duplicates]');
const form = place?.closest('form');
let latest = 0;

async function look() {
  const mine = ++latest;
  const body = new FormData(form);
  body.delete('request_id'); // belongs to sending alone
  const answer = await fetch(place.dataset.duplicates, { method: 'POST', body }).catch(() => null);
  if (!answer?.ok || mine !== latest) return;
  const html = await answer.text();
  if (html === place.innerHTML) return;
  place.innerHTML = html;
  const says = form.querySelector('[data-duplicates-says]');
  const said = place.querySelector('[data-says]')?.dataset.says ?? '';
  if (says.textContent !== said) says.textContent = said;
}

form?.addEventListener('change', (event) => {
  if (TELLING.includes(event.target.name)) look();
});
