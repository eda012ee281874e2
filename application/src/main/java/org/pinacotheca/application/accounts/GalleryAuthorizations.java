package org.pinacotheca.application.accounts;

import java.util.Optional;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.authorization.Authorizations;
import org.pinacotheca.application.api.authorization.AuthorizeProgram;
import org.pinacotheca.application.api.authorization.RedeemCode;
import org.pinacotheca.application.api.authorization.RevokeToken;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** Lets programs in by authorization codes. Thread-safe. */
public final class GalleryAuthorizations implements Authorizations {
  private static final int CODE_DIGITS = 40;

  private final UnitOfWork work;
  private final TokenIssuer issuer;
  private final Secrets secrets;
  private final TokenCache tokenCache;

  public GalleryAuthorizations(
      UnitOfWork work, TokenIssuer issuer, Secrets secrets, TokenCache tokenCache) {
    this.work = work;
    this.issuer = issuer;
    this.secrets = secrets;
    this.tokenCache = tokenCache;
  }

  @Override
  public Optional<ClientApplication> application(String clientId, String redirectUri) {
    return work.read(tx -> application(tx, clientId, redirectUri));
  }

  private static Optional<ClientApplication> application(
      Transaction tx, String clientId, String redirectUri) {
    return GalleryTokens.application(tx, clientId)
        .filter(known ->
            known.oauth().redirectUris().stream().anyMatch(uri -> uri.value().equals(redirectUri)));
  }

  @Override
  public AuthorizeProgram.Outcome authorize(Caller caller, AuthorizeProgram command) {
    return work.transact(tx ->
        application(tx, command.clientId(), command.redirectUri())
            .<AuthorizeProgram.Outcome>map(program -> authorize(tx, caller, program, command))
            .orElseGet(AuthorizeProgram.Outcome.ProgramUnknown::new));
  }

  private AuthorizeProgram.Outcome authorize(
      Transaction tx, Caller caller, ClientApplication program, AuthorizeProgram command) {
    if (program.oauth().isPublic() && command.challenge().isEmpty()) {
      return new AuthorizeProgram.Outcome.ChallengeRequired();
    }
    String code = secrets.randomHex(CODE_DIGITS);
    AuthorizationCode added =
        new AuthorizationCode(
            SecretHash.of(code),
            caller.actor(),
            program.key(),
            program.oauth().redirectUris().stream()
                .filter(uri -> uri.value().equals(command.redirectUri()))
                .findFirst()
                .orElseThrow(),
            command.scopes(),
            command.challenge(),
            tx.now().plus(AuthorizationCode.LIFETIME),
            Optional.empty());
    // Locked first, so that no code is added during the member's erasure.
    if (!tx.members().lockGallery(caller.actor())) {
      return new AuthorizeProgram.Outcome.ProgramUnknown();
    }
    tx.authorizationCodes().add(added);
    Authorization.record(
        tx,
        Caller.of(caller.actor(), caller.application(), caller.scopes()),
        AuditAction.PROGRAM_AUTHORIZED,
        "application " + program.key().value());
    return new AuthorizeProgram.Outcome.Authorized(added.redirectUri(), code);
  }

  @Override
  public RedeemCode.Outcome redeem(RedeemCode command) {
    RedeemCode.Outcome outcome = work.transactInReserve(tx -> redeem(tx, command));
    if (outcome instanceof RedeemCode.Outcome.CodeRefused) {
      // The tokens of an earlier use may have been revoked.
      tokenCache.forget();
    }
    return outcome;
  }

  private RedeemCode.Outcome redeem(Transaction tx, RedeemCode command) {
    Optional<ClientApplication> program =
        GalleryTokens.client(tx, command.clientId(), command.clientSecret());
    if (program.isEmpty()) {
      return new RedeemCode.Outcome.ClientUnknown();
    }
    SecretHash hash = SecretHash.of(command.code());
    return tx.authorizationCodes()
        .find(hash)
        .map(AuthorizationCode::member)
        // Locked first, so that of two requests at once the second sees what the first did.
        .filter(tx.members()::lockGallery)
        .flatMap(_ -> tx.authorizationCodes().find(hash))
        .map(code -> redeem(tx, program.get(), code, command))
        .orElseGet(RedeemCode.Outcome.CodeRefused::new);
  }

  private RedeemCode.Outcome redeem(
      Transaction tx, ClientApplication program, AuthorizationCode code, RedeemCode command) {
    if (!code.application().equals(program.key())) {
      return new RedeemCode.Outcome.CodeRefused();
    }
    if (code.family().isPresent()) {
      tx.tokens().removeFamily(code.family().get());
      return new RedeemCode.Outcome.CodeRefused();
    }
    UserId member = code.member();
    boolean isRefused =
        !code.isFor(program.key(), command.redirectUri(), command.verifier(), tx.now())
            || tx.members().findActive(member).isEmpty();
    if (isRefused) {
      return new RedeemCode.Outcome.CodeRefused();
    }
    Tokens.TokenPair tokens =
        issuer.begin(tx, member, program.key(), code.scopes(), Optional.empty());
    tx.authorizationCodes().replaceFamily(code.exchangedFor(SecretHash.of(tokens.refreshToken())));
    Authorization.record(
        tx, Caller.of(member, program.key(), code.scopes()), AuditAction.TOKEN_ISSUED, "");
    return new RedeemCode.Outcome.Issued(tokens, code.scopes());
  }

  @Override
  public boolean revoke(RevokeToken command) {
    try {
      return work.<Boolean>transactInReserve(tx -> revoke(tx, command));
    } finally {
      // Also after a failure: the commit may have succeeded without a confirmation.
      tokenCache.forget();
    }
  }

  private static boolean revoke(Transaction tx, RevokeToken command) {
    Optional<ClientApplication> program =
        GalleryTokens.client(tx, command.clientId(), command.clientSecret());
    if (program.isEmpty()) {
      return false;
    }
    SecretHash token = SecretHash.of(command.token());
    tx.tokens()
        .find(TokenGrant.Kind.BEARER, token)
        .or(() -> tx.tokens().find(TokenGrant.Kind.REFRESH, token))
        .map(TokenGrant::family)
        .filter(family -> family.application().equals(program.get().key()))
        .ifPresent(family -> {
          // Locked, so that no refresh adds a token to the family meanwhile.
          tx.members().lockGallery(family.user());
          tx.tokens().removeFamily(family.id());
          Authorization.record(tx, family.caller(), AuditAction.TOKEN_REVOKED, "");
        });
    return true;
  }
}
