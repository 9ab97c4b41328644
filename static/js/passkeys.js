/* <form data-passkey="create" or "get", data-options="id of JSON" or data-ask="its address">:
   the browser's passkey fills the field `credential`, then the form is sent. */
for (const form of document.querySelectorAll("[data-passkey]")) {
  const failed = form.querySelector("[data-failed]");

  const options = async () => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
    return answer.json();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const { creation_options: creation, request_options: request } = await options();
      const create = form.dataset.passkey === "create";
      const credential = await (create ? webauthnJSON.create(creation) : webauthnJSON.get(request));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      failed.hidden = false; // cancelled, timed out, none there, or no passkeys in this browser
    }
  });
}
