// a bundle of its own, which the uploader asks for when a file comes in parts
export { Upload } from 'tus-js-client'
