package org.pinacotheca.persistence.crypto;

/** A database was created with another master key than the one it is opened with. */
public final class OtherMasterKeyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public OtherMasterKeyException() {
    super("the database began with another master key; give it back its own");
  }
}
