// On the page that signs out: says when this browser still holds notes that the server does not have.

import { look } from "./store.js";

const notice = document.getElementById("unsent");

async function warn() {
  const ops = await look(["ops"], ({ ops }) => ops.all());
  const many = new Set(ops.map((op) => op.note)).size;
  if (!many) return;
  const words = many === 1 ? "1 note on this device has not reached the server." : `${many} notes on this device have not reached the server.`;
  document.getElementById("unsent-count").textContent = words;
  notice.hidden = false;
}

// A browser that keeps nothing has nothing to warn of.
if (notice && globalThis.indexedDB) warn().catch(() => null);
