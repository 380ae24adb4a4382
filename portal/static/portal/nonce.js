// Optional: a number that only this browser knows goes with the ballot, so that nobody
// can give two people the same receipt. Without this file the portal draws the number.
(() => {
  "use strict";
  const hex = (byte) => byte.toString(16).padStart(2, "0");
  document.querySelectorAll("input[data-nonce]").forEach((field) => {
    if (field.value) return;
    field.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), hex).join("");
  });
})();
