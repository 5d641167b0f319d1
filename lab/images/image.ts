/** An image as the lab builds it. */
export interface Image {
  /** How a pod names the image. */
  readonly reference: string;
  /** The docker-archive. */
  readonly archive: string;
}
