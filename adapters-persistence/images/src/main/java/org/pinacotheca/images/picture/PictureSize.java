package org.pinacotheca.images.picture;

/** Width and height in pixels. */
public record PictureSize(int width, int height) {
  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture is at least 1 x 1 pixels, not " + width + " x " + height);
    }
  }

  public long pixels() {
    return (long) width * height;
  }

  public int longerEdge() {
    return Math.max(width, height);
  }

  public PictureSize turned(Orientation orientation) {
    return orientation.swapsEdges()
        ? new PictureSize(/* width= */ height, /* height= */ width)
        : this;
  }

  /** This size scaled down to {@code longerEdgeMax}: never enlarged, at least one pixel. */
  public PictureSize within(int longerEdgeMax) {
    int longer = longerEdge();
    return longer <= longerEdgeMax
        ? this
        : new PictureSize(part(width, longerEdgeMax, longer), part(height, longerEdgeMax, longer));
  }

  private static int part(int edge, int numerator, int denominator) {
    return (int) Math.max(1, Math.round((double) edge * numerator / denominator));
  }
}
