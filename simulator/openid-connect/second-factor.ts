/** What a user would read from the device that is the second factor: everybody has one, and it shows this. */
export const SECOND_FACTOR = "123456";
