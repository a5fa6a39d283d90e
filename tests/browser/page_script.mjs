// The relay page as text, and its functions outside a browser.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

export const PAGE = readFileSync(new URL('../../assets/relay/index.html', import.meta.url), 'utf8');

// States that the program makes, with what they say: a test in Rust holds it to them.
export const STATES = JSON.parse(readFileSync(new URL('states.json', import.meta.url), 'utf8'));

const [, SCRIPT] = PAGE.match(/<script>([\s\S]*)<\/script>/);
const context = vm.createContext({ URLSearchParams, URL, Uint8Array, atob, btoa, crypto });
vm.runInContext(SCRIPT, context);

// The function or constant of this name.
export const of = (name) => vm.runInContext(name, context);

// A payload as the text of a state.
export const toState = (bytes) => `v1.${Buffer.from(bytes).toString('base64url')}`;

// The bytes of a payload: whatever is given stands in it as it is, sense or nonsense.
export function payload({
  flags = 0, random = Array(16).fill(7), expires = 4102444800, kind = 4, target = [192, 168, 1, 20], port = 36536, id = 'skill_app',
} = {}) {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(expires);
  const bytes = typeof target === 'string' ? [target.length, ...Buffer.from(target, 'latin1')] : target;
  return Buffer.from([flags, ...random, ...number, kind, ...bytes, port >> 8, port & 255, ...Buffer.from(id, 'latin1')]);
}

// The state of such a payload.
export const stateOf = (parts) => toState(payload(parts));
