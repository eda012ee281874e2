/** The use cases of a picture gallery and the ports on both sides of them. */
module org.pinacotheca.application {
  requires static org.jspecify;
  requires transitive org.pinacotheca.domain;

  exports org.pinacotheca.application.spi;
}
