package org.pinacotheca.application;

import java.util.function.Function;
import org.pinacotheca.application.access.MediaCache;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.accounts.GalleryAccounts;
import org.pinacotheca.application.accounts.GalleryActiveSessions;
import org.pinacotheca.application.accounts.GalleryAuthorizations;
import org.pinacotheca.application.accounts.GalleryLoginRequests;
import org.pinacotheca.application.accounts.GalleryRates;
import org.pinacotheca.application.accounts.GalleryRegistrations;
import org.pinacotheca.application.accounts.GalleryRpcSessions;
import org.pinacotheca.application.accounts.GallerySignIns;
import org.pinacotheca.application.accounts.GallerySuspensions;
import org.pinacotheca.application.accounts.GalleryTokenAdmin;
import org.pinacotheca.application.accounts.GalleryTokens;
import org.pinacotheca.application.accounts.TokenCache;
import org.pinacotheca.application.accounts.TokenIssuer;
import org.pinacotheca.application.albums.AlbumListCache;
import org.pinacotheca.application.albums.GalleryAlbums;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.accounts.Accounts;
import org.pinacotheca.application.api.accounts.ActiveSessions;
import org.pinacotheca.application.api.accounts.LoginRequests;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.RpcSessions;
import org.pinacotheca.application.api.accounts.Suspensions;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.authorization.Authorizations;
import org.pinacotheca.application.api.operations.Erasures;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.api.pictures.Approvals;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.api.pictures.Moderations;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.Subscriptions;
import org.pinacotheca.application.api.selling.Unlocks;
import org.pinacotheca.application.api.sharing.ShareLinks;
import org.pinacotheca.application.api.signin.SignIns;
import org.pinacotheca.application.operations.GalleryErasures;
import org.pinacotheca.application.operations.GalleryIdempotency;
import org.pinacotheca.application.operations.GalleryInspection;
import org.pinacotheca.application.operations.GalleryOperations;
import org.pinacotheca.application.pictures.GalleryApprovals;
import org.pinacotheca.application.pictures.GalleryMediaFiles;
import org.pinacotheca.application.pictures.GalleryModerations;
import org.pinacotheca.application.pictures.GalleryPictures;
import org.pinacotheca.application.pictures.UploadPipeline;
import org.pinacotheca.application.selling.GalleryCreditAccounts;
import org.pinacotheca.application.selling.GallerySubscriptions;
import org.pinacotheca.application.selling.GalleryUnlocks;
import org.pinacotheca.application.sharing.GalleryShareLinks;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;

/**
 * The whole gallery, ready for APIs or a host program: every driving port over the given driven
 * ones. Thread-safe; owns nothing that needs closing.
 */
public final class Gallery implements GalleryCommands {
  private final GalleryCommands commands;
  private final CreditAccounts creditAccounts;
  private final MediaFiles mediaFiles;
  private final Accounts accounts;
  private final Tokens tokens;
  private final RpcSessions sessions;
  private final Idempotency idempotency;
  private final Registrations registrations;
  private final Suspensions suspensions;
  private final TokenAdmin grants;
  private final SignIns signIns;
  private final Authorizations authorizations;
  private final Erasures erasures;
  private final Moderations moderations;
  private final Operations operations;
  private final RateLimits rates;
  private final Inspection inspection;

  private Gallery(
      UnitOfWork work,
      PictureFiles files,
      ImageProcessor processor,
      Secrets secrets,
      GallerySettings settings) {
    MediaLinks links = new MediaLinks(secrets, settings.mediaLinkLifetime());
    UploadPipeline uploadPipeline = new UploadPipeline(processor, files, secrets);
    AlbumListCache listings = new AlbumListCache();
    TokenCache tokenCache = new TokenCache();
    MediaCache mediaCache = new MediaCache();
    PictureRemoval removal = new PictureRemoval(files, mediaCache);
    Function<UnitOfWork, GalleryCommands> commandsOn =
        on ->
            new Commands(
                new GalleryAlbums(on, removal, secrets, links, listings),
                new GalleryPictures(
                    on, uploadPipeline, removal, secrets, links, settings.albumCapacity()),
                new GalleryApprovals(on, removal, links),
                new GalleryUnlocks(on, secrets, links, settings.commission()),
                new GallerySubscriptions(on, secrets, settings.commission()),
                new GalleryShareLinks(on, removal, secrets, links),
                new GalleryLoginRequests(on, secrets),
                new GalleryActiveSessions(on, secrets, tokenCache));
    commands = commandsOn.apply(work);
    idempotency = new GalleryIdempotency(work, commandsOn);
    creditAccounts = new GalleryCreditAccounts(work);
    mediaFiles = new GalleryMediaFiles(work, files, links, mediaCache);
    accounts = new GalleryAccounts(work);
    TokenIssuer issuer = new TokenIssuer(secrets, settings);
    tokens = new GalleryTokens(work, issuer, tokenCache);
    sessions = new GalleryRpcSessions(work);
    registrations = new GalleryRegistrations(work, secrets);
    suspensions = new GallerySuspensions(work, tokenCache, mediaCache);
    grants = new GalleryTokenAdmin(work, issuer, secrets, tokenCache);
    signIns = new GallerySignIns(work, secrets, tokenCache);
    authorizations = new GalleryAuthorizations(work, issuer, secrets, tokenCache);
    moderations = new GalleryModerations(work, removal);
    GalleryErasures galleryErasures = new GalleryErasures(work, files, tokenCache, mediaCache);
    erasures = galleryErasures;
    operations = new GalleryOperations(work, files, secrets, galleryErasures);
    rates = new GalleryRates(work, settings.rates());
    inspection = new GalleryInspection(work, files, processor);
  }

  /** Creates a gallery over the given driven ports. */
  public static Gallery of(
      UnitOfWork work,
      PictureFiles files,
      ImageProcessor processor,
      Secrets secrets,
      GallerySettings settings) {
    return new Gallery(work, files, processor, secrets, settings);
  }

  @Override
  public Albums albums() {
    return commands.albums();
  }

  @Override
  public Pictures pictures() {
    return commands.pictures();
  }

  @Override
  public Approvals approvals() {
    return commands.approvals();
  }

  @Override
  public Unlocks unlocks() {
    return commands.unlocks();
  }

  @Override
  public Subscriptions subscriptions() {
    return commands.subscriptions();
  }

  @Override
  public ShareLinks shareLinks() {
    return commands.shareLinks();
  }

  @Override
  public LoginRequests logins() {
    return commands.logins();
  }

  @Override
  public ActiveSessions memberSessions() {
    return commands.memberSessions();
  }

  public CreditAccounts creditAccounts() {
    return creditAccounts;
  }

  public MediaFiles mediaFiles() {
    return mediaFiles;
  }

  public Accounts accounts() {
    return accounts;
  }

  public Tokens tokens() {
    return tokens;
  }

  public RpcSessions sessions() {
    return sessions;
  }

  public Idempotency idempotency() {
    return idempotency;
  }

  public Registrations registrations() {
    return registrations;
  }

  public Suspensions suspensions() {
    return suspensions;
  }

  public TokenAdmin grants() {
    return grants;
  }

  public SignIns signIns() {
    return signIns;
  }

  public Authorizations authorizations() {
    return authorizations;
  }

  public Erasures erasures() {
    return erasures;
  }

  public Moderations moderations() {
    return moderations;
  }

  public Operations operations() {
    return operations;
  }

  public RateLimits rates() {
    return rates;
  }

  public Inspection inspection() {
    return inspection;
  }

  private record Commands(
      Albums albums,
      Pictures pictures,
      Approvals approvals,
      Unlocks unlocks,
      Subscriptions subscriptions,
      ShareLinks shareLinks,
      LoginRequests logins,
      ActiveSessions memberSessions)
      implements GalleryCommands {}
}
