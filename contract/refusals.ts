export const ENDED_MESSAGE = "This session has ended: you signed in on other devices";

export const FAILURE_MESSAGE = "Your other sessions could not be checked. Try again later";
