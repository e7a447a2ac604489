// What every page does: tell the server the reader's time zone, and send the CSRF token with htmx.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`tz=${encodeURIComponent(zone)}`)) {
  document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

export const csrfToken = () => document.querySelector('meta[name="csrf-token"]').content;

// The list of projects closes as a menu does: with Escape, or with a click or the focus elsewhere.
const projects = document.getElementById('switch');
if (projects) {
  projects.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !projects.open) return;
    event.stopPropagation();
    projects.open = false;
    projects.querySelector('summary').focus();
  });
  for (const kind of ['pointerdown', 'focusin']) {
    document.addEventListener(kind, (event) => { if (!projects.contains(event.target)) projects.open = false; });
  }
}

document.addEventListener('htmx:config:request', (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== 'GET') request.headers['X-CSRFToken'] = csrfToken();
});
