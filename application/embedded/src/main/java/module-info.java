/** A gallery in a program: the core on HSQLDB, with its pictures in a directory. */
module org.pinacotheca.embedded {
  requires static transitive org.jspecify;
  requires transitive org.pinacotheca.application;
  requires org.slf4j;
  // What the libraries behind need of the platform; LibraryLoader loads them.
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires java.naming;
  requires java.sql;
  requires java.xml;
  requires jdk.management;
  requires jdk.unsupported;

  exports org.pinacotheca.embedded;
}
