/** What status updates say, whatever they are about. */
export const messages = {
  healths: {
    on_track: "On track",
    at_risk: "At risk",
    off_track: "Off track",
    on_hold: "On hold",
    complete: "Complete",
    dropped: "Dropped",
  },
  healthLabel: "How it stands",
  text: "What happened, and what comes next",
  post: "Post",
  takeBack: "Take back",
  tookBack: "The status update is in the trash",
};
