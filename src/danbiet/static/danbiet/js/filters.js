// Filter bars swapped by HTMX leave a short address: this page's path and only what is filled in.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("form.filter")) return;
  event.detail.path = window.location.pathname;
  for (const [name, value] of Object.entries(event.detail.parameters)) if (value === "") delete event.detail.parameters[name];
});
