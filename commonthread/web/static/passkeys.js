// A form with data-passkey asks the browser to make a passkey, or to present one, and sends what it gives.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function asked(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"])
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
  return { publicKey: key };
}

function given(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  const { id, type, authenticatorAttachment } = credential;
  return {
    id, type, authenticatorAttachment, response,
    rawId: text(credential.rawId),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

const REFUSED = {
  NotAllowedError: "No passkey was given. Try again, or use another way.",
  InvalidStateError: "This device already holds a passkey for this account.",
  SecurityError: "Passkeys work only at the service’s own name: in the demo, open it as localhost instead of an address of numbers.",
};

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  const said = form.querySelector("[data-passkey-said]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      let options = form.dataset.options && JSON.parse(form.dataset.options);
      if (!options) {
        const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error("too fast");
        options = (await answer.json()).request_options;
      }
      const credential = await navigator.credentials[form.dataset.passkey](asked(options));
      form.elements.credential.value = JSON.stringify(given(credential));
      form.submit();
    } catch (fault) {
      said.textContent = REFUSED[fault.name] ?? "That did not work. Try again in a minute, or use another way.";
    }
  });
}
