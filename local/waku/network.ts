/** The network of this machine; a deployment names its own. */
export const CLUSTER = 66
export const SHARDS = 8
