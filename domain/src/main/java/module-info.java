/** The model of a private picture gallery. Needs nothing but the Java platform. */
module org.pinacotheca.domain {
  requires static transitive org.jspecify;

  exports org.pinacotheca.domain.access;
  exports org.pinacotheca.domain.album;
  exports org.pinacotheca.domain.audit;
  exports org.pinacotheca.domain.authorization;
  exports org.pinacotheca.domain.credits;
  exports org.pinacotheca.domain.gallery;
  exports org.pinacotheca.domain.identity;
  exports org.pinacotheca.domain.installation;
  exports org.pinacotheca.domain.picture;
  exports org.pinacotheca.domain.rate;
  exports org.pinacotheca.domain.sharing;
  exports org.pinacotheca.domain.signin;
  exports org.pinacotheca.domain.validation;
}
