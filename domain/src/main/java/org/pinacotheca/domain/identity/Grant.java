package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/** What a bearer or refresh token stands for. Only its holder knows the token itself. */
public sealed interface Grant permits TokenGrant, RefreshGrant {
  /** The hash of the token. */
  SecretHash token();

  /** The hash of the first refresh token of its family; the family ends as a whole. */
  SecretHash family();

  /** The member who is acted for. */
  UserId user();

  /** The program that acts. */
  ApiKey application();

  /** What it may do. */
  Set<Scope> scopes();

  /** The first instant at which the token is no longer valid. */
  Instant expires();

  /** How its family was used. */
  Usage usage();

  /** Whether the token is still valid. */
  boolean isGoodAt(Instant now);

  /** A family of this token alone. */
  default TokenFamily alone() {
    return new TokenFamily(family(), user(), application(), scopes(), usage(), expires());
  }
}
