// Who is signed in in this browser by now.

// {signed_in, name, csrf}; null where the server cannot be asked.
export async function currentSession() {
  try {
    const response = await fetch('/session', { headers: { Accept: 'application/json' } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Send this CSRF token from now on.
export function useToken(token) {
  document.querySelector('meta[name="csrf-token"]').content = token;
}

// Take the token of the current session, where it is this person's: 'idle'. Otherwise 'other' or 'ended', and nothing is done.
export async function renewToken(user) {
  const session = await currentSession();
  if (!session?.signed_in) return 'ended';
  if (session.name !== user) return 'other';
  useToken(session.csrf);
  return 'idle';
}
