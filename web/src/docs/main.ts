// The vendored bundle is taken as it is: the package's own entry wants a bundler that knows CommonJS.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

SwaggerUI({
  url: "/openapi.json",
  domNode: document.getElementById("reference"),
  // Deep links put a link into each operation's button, which no keyboard user can reach.
  deepLinking: false,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  // Both would talk to somebody else's server.
  validatorUrl: null,
  queryConfigEnabled: false,
  // A token on disk would outlive the session.
  persistAuthorization: false,
  plugins: [outline],
});

/**
 * What Swagger UI's outline lacks for a screen reader: a heading between its h1 and its h3,
 * and a landmark around what stands before the operations.
 */
function outline({ React }: { React: ReactLike }) {
  const { createElement } = React;
  function landmark(label: string) {
    return (Part: unknown) => (props: unknown) =>
      createElement("section", { "aria-label": label }, createElement(Part, props));
  }
  return {
    wrapComponents: {
      // There is one server, this one; its list has no label.
      ServersContainer: () => () => null,
      InfoContainer: landmark("About this API"),
      AuthorizeBtnContainer: landmark("Authorization"),
      FilterContainer: landmark("Filter"),
      operations: (Operations: unknown) => (props: unknown) =>
        createElement(
          "div",
          null,
          createElement("h2", { className: "unseen" }, "Operations"),
          createElement(Operations, props),
        ),
    },
  };
}

interface ReactLike {
  createElement(type: unknown, props: unknown, ...children: unknown[]): unknown;
}
