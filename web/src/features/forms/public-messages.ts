/** What strangers read: on the page of a form, and in its preview. */
export const messages = {
  send: "Send",
  sending: "It is being sent",
  required: "required",
  optional: "optional",
  choose: "Choose one",
  number: "A number",
  sentTitle: "It is sent",
  sent: "Thank you. Your answers were received.",
  again: "Send another one",
  closedTitle: "This form takes no answers",
  closed: "The link is old or the form is closed. Ask whoever sent it to you for a new one.",
  failedTitle: "The form could not be loaded",
  tryAgain: "Try again",
  offline: "There is no connection. Your answers are kept; try again when you are back.",
  flood: (seconds: number) =>
    seconds > 90
      ? `Too many people are sending at the moment. Your answers are kept: try again in ${Math.ceil(seconds / 60)} minutes.`
      : "Too many people are sending at the moment. Your answers are kept: try again in a minute.",
  already: "This was sent already.",
  mistakes: (count: number) =>
    count === 1 ? "One answer needs another look." : `${count} answers need another look.`,
  missing: "Please answer this",
  badEmail: "This is no e-mail address",
  badUrl: "A web address begins with https://",
  badNumber: "This is no number",
  tooLong: (most: number) => `At most ${most} characters`,
  trouble: "That did not work. Your answers are kept; please try again.",
  powered: "Made with OneTick",
  yes: "Yes",
  website: "Leave this empty",
};
