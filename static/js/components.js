// Starts the GOV.UK components of the page. The address comes from the page, because the
// file's name carries its own fingerprint.
const { initAll } = await import(document.getElementById('govuk-frontend').href);
initAll();
