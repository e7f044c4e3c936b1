/** Films that lose their places on the way in; of others we do not know where they keep them. */
const CLEANED = ['video/mp4', 'video/quicktime', 'video/3gpp', 'video/3gpp2']

/** What its uploader is told of a film whose places stay in it; nothing of all else. */
export const noteOn = ({ kind, type }: { kind: string; type?: string }): string =>
  kind === 'video' && type && !CLEANED.includes(type)
    ? ' · If it says where it was filmed, that stays in it. MP4 loses it.'
    : ''
