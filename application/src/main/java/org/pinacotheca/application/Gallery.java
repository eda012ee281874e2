package org.pinacotheca.application;

import org.pinacotheca.application.api.Accounts;
import org.pinacotheca.application.api.Albums;
import org.pinacotheca.application.api.Approvals;
import org.pinacotheca.application.api.CreditAccounts;
import org.pinacotheca.application.api.Erasures;
import org.pinacotheca.application.api.GalleryCommands;
import org.pinacotheca.application.api.Grants;
import org.pinacotheca.application.api.Inspection;
import org.pinacotheca.application.api.Logins;
import org.pinacotheca.application.api.MediaFiles;
import org.pinacotheca.application.api.MemberSessions;
import org.pinacotheca.application.api.Moderations;
import org.pinacotheca.application.api.Operations;
import org.pinacotheca.application.api.Pictures;
import org.pinacotheca.application.api.RateLimits;
import org.pinacotheca.application.api.Registrations;
import org.pinacotheca.application.api.Retries;
import org.pinacotheca.application.api.Sessions;
import org.pinacotheca.application.api.Subscriptions;
import org.pinacotheca.application.api.Suspensions;
import org.pinacotheca.application.api.Tokens;
import org.pinacotheca.application.api.Unlocks;
import org.pinacotheca.application.spi.ImageStudio;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.UnitOfWork;

/**
 * The whole gallery, ready for doors or a host program: every driving port over the given driven
 * ones. Safe for use by many threads; owns nothing that needs closing.
 */
public final class Gallery implements GalleryCommands {
  private final Albums albums;
  private final Pictures pictures;
  private final Approvals approvals;
  private final Unlocks unlocks;
  private final Subscriptions subscriptions;
  private final Logins logins;
  private final MemberSessions memberSessions;
  private final CreditAccounts creditAccounts;
  private final MediaFiles mediaFiles;
  private final Accounts accounts;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Retries retries;
  private final Registrations registrations;
  private final Suspensions suspensions;
  private final Grants grants;
  private final Erasures erasures;
  private final Moderations moderations;
  private final Operations operations;
  private final RateLimits rates;
  private final Inspection inspection;

  private Gallery(
      UnitOfWork work,
      PictureFiles files,
      ImageStudio studio,
      Secrets secrets,
      GallerySettings settings) {
    MediaLinks links = new MediaLinks(secrets, settings.mediaLinkLifetime());
    Darkroom darkroom = new Darkroom(studio, files, secrets);
    Workshop workshop =
        new Workshop(
            links,
            darkroom,
            files,
            secrets,
            settings.commission(),
            settings.albumCapacity(),
            new KeptListings());
    albums = new GalleryAlbums(work, workshop);
    pictures = new GalleryPictures(work, workshop);
    approvals = new GalleryApprovals(work, workshop);
    unlocks = new GalleryUnlocks(work, workshop);
    subscriptions = new GallerySubscriptions(work, workshop);
    logins = new GalleryLogins(work, secrets);
    creditAccounts = new GalleryCreditAccounts(work);
    mediaFiles = new GalleryMediaFiles(work, files, links);
    accounts = new GalleryAccounts(work);
    TokenMint mint = new TokenMint(secrets, settings);
    KnownTokens knownTokens = new KnownTokens();
    tokens = new GalleryTokens(work, mint, knownTokens);
    sessions = new GallerySessions(work);
    memberSessions = new GalleryMemberSessions(work, secrets, knownTokens);
    retries = new GalleryRetries(work, workshop, knownTokens);
    registrations = new GalleryRegistrations(work, secrets);
    suspensions = new GallerySuspensions(work, knownTokens);
    grants = new GalleryGrants(work, mint, secrets, knownTokens);
    moderations = new GalleryModerations(work, files);
    GalleryErasures galleryErasures = new GalleryErasures(work, files, knownTokens);
    erasures = galleryErasures;
    operations = new GalleryOperations(work, files, secrets, galleryErasures);
    rates = new GalleryRates(work, settings.rates());
    inspection = new GalleryInspection(work, files, studio);
  }

  /** Puts a gallery together. */
  public static Gallery of(
      UnitOfWork work,
      PictureFiles files,
      ImageStudio studio,
      Secrets secrets,
      GallerySettings settings) {
    return new Gallery(work, files, studio, secrets, settings);
  }

  @Override
  public Albums albums() {
    return albums;
  }

  @Override
  public Pictures pictures() {
    return pictures;
  }

  @Override
  public Approvals approvals() {
    return approvals;
  }

  @Override
  public Unlocks unlocks() {
    return unlocks;
  }

  @Override
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  @Override
  public Logins logins() {
    return logins;
  }

  @Override
  public MemberSessions memberSessions() {
    return memberSessions;
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

  public Sessions sessions() {
    return sessions;
  }

  public Retries retries() {
    return retries;
  }

  public Registrations registrations() {
    return registrations;
  }

  public Suspensions suspensions() {
    return suspensions;
  }

  public Grants grants() {
    return grants;
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
}
