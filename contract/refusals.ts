/** What the application is told when a session that is used again is beyond the limit. */
export const ENDED_MESSAGE = "This session has ended: you signed in on other devices";

/** What it is told when a login is refused because the user's sessions could not be brought within the limit. */
export const FAILURE_MESSAGE = "Your other sessions could not be checked. Try again later";
