/**
 * The use cases of a private picture gallery and both kinds of port. Needs the domain and nothing
 * else.
 */
module org.pinacotheca.application {
  requires static transitive org.jspecify;
  requires transitive org.pinacotheca.domain;

  exports org.pinacotheca.application;
  exports org.pinacotheca.application.api;
  exports org.pinacotheca.application.api.accounts;
  exports org.pinacotheca.application.api.albums;
  exports org.pinacotheca.application.api.authorization;
  exports org.pinacotheca.application.api.operations;
  exports org.pinacotheca.application.api.pictures;
  exports org.pinacotheca.application.api.selling;
  exports org.pinacotheca.application.api.sharing;
  exports org.pinacotheca.application.api.signin;
  exports org.pinacotheca.application.spi;
  exports org.pinacotheca.application.spi.accounts;
}
