// The API reference: our own OpenAPI document, shown by a viewer that is served with it.

window.addEventListener("DOMContentLoaded", () => {
  window.SwaggerUIBundle({
    url: "/v1/openapi.json",
    dom_id: "#reference",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    persistAuthorization: false,
    tagsSorter: "alpha",
    validatorUrl: null,
    syntaxHighlight: { activated: true, theme: "nord" },
  });
});
