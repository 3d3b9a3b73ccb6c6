/** The API's own rule; it also refuses common passwords. */
export const PASSWORD_MINIMUM = 12;

export const PASSWORD_HINT =
  "At least 12 characters. Four words that do not belong together are good";
