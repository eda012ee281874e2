/** The model of a picture gallery. It needs nothing but the JDK. */
module org.pinacotheca.domain {
  requires static org.jspecify;

  exports org.pinacotheca.domain.picture;
}
