// A certified OpenID provider (panva's oidc-provider) with a page of ours on which anybody may say who they are.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { port, clients } = JSON.parse(process.argv[2]);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients,
  claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"] },
  acrValues: ["urn:example:two-factors"],
  // Everybody has the same, verified: an account must never be found by it.
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: "shared@example.org", email_verified: true }),
  }),
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
  cookies: { keys: ["of a test"] },
});

const page = `<!doctype html><html lang="en"><title>The agency’s sign-in</title><h1>The agency’s sign-in</h1>
<form method="post"><label>Staff number <input name="subject"></label>
<label><input type="checkbox" name="second" value="1"> with a second factor</label><button>Sign in</button></form>`;

async function interact(request, response) {
  if (request.method === "GET") return response.setHeader("Content-Type", "text/html").end(page);
  let body = "";
  for await (const part of request) body += part;
  const given = new URLSearchParams(body);
  if (!given.get("subject")) {
    const cancelled = { error: "access_denied", error_description: "cancelled" };
    return provider.interactionFinished(request, response, cancelled);
  }
  const login = { accountId: given.get("subject"), amr: given.has("second") ? ["pwd", "mfa"] : ["pwd"] };
  if (given.has("level")) login.acr = given.get("level");
  return provider.interactionFinished(request, response, { login });
}

const answer = provider.callback();
createServer((request, response) =>
  request.url.startsWith("/interaction/") ? interact(request, response) : answer(request, response),
).listen(port, "127.0.0.1", () => console.log("ready"));
