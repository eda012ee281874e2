/**
 * The use cases of a private picture gallery and both kinds of port. Needs the domain and nothing
 * else.
 */
module org.pinacotheca.application {
  requires static transitive org.jspecify;
  requires transitive org.pinacotheca.domain;

  exports org.pinacotheca.application;
  exports org.pinacotheca.application.api;
  exports org.pinacotheca.application.pace;
  exports org.pinacotheca.application.spi;
}
