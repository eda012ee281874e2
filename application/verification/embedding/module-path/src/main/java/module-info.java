module example {
  requires org.pinacotheca.embedded;
}
