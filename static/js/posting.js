// Sending a save: under its idempotency key, with the token of the session.
import { csrfToken } from './page.js';

const TIMEOUT = 20000;
const KEEPALIVE_BYTES = 60000;

// An idempotency key that no other save has.
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// The response, whatever its status; rejects where no answer came.
export function post({ path, key, fields, at, claim, version }) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) body.append(name, item);
  }
  if (at !== undefined && at !== null) body.set('at', at);
  if (claim) body.set('claim', claim);
  if (version !== undefined && version !== null) body.set('version', version);
  return fetch(path, {
    method: 'POST',
    body,
    keepalive: body.toString().length < KEEPALIVE_BYTES,
    headers: { Accept: 'application/json', 'X-CSRFToken': csrfToken(), 'Idempotency-Key': key },
    signal: AbortSignal.timeout(TIMEOUT),
    redirect: 'error',
  });
}
