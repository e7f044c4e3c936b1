/** By what notices of a post and of what is said to it are grouped, muted and read. */
export const topicOf = (postId: string): string => `post:${postId}`
