package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.operations.FindingKind;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryLaws;
import org.pinacotheca.testkit.scenario.Persona;

/** A member is erased; Anna and Ben are in Clara's group, and Emil is alone in a group. */
class EraseMemberTest {
  private final Market market = Market.open(1000);
  private final Gallery gallery = market.gallery;
  private final UserId anna = market.world.member(Persona.ANNA);

  private EraseMember.Outcome erase(Persona role) {
    return gallery.erasures().erase(new EraseMember(market.world.member(role)));
  }

  @Test
  void nobodyIsErasedWhoNeverWasOrWhomOthersNeedAsTheirManager() {
    assertThat(gallery.erasures().erase(new EraseMember(new UserId(4711))))
        .isEqualTo(new EraseMember.NeverMember());
    Group claras =
        gallery.accounts().credentials(market.caller(Persona.CLARA)).orElseThrow().group().get();
    assertThat(erase(Persona.CLARA)).isEqualTo(new EraseMember.ManagesGroup(claras.id()));
    assertThat(gallery.accounts().members(Set.of(market.world.member(Persona.CLARA)))).hasSize(1);
    assertThat(
            gallery
                .registrations()
                .replaceGroup(
                    new Group(
                        claras.id(),
                        claras.name(),
                        market.world.member(Persona.BEN),
                        Set.of(anna))))
        .isInstanceOf(Registration.Registered.class);
    assertThat(erase(Persona.CLARA)).isEqualTo(new EraseMember.Erased());
    assertThat(erase(Persona.CLARA)).as("again").isEqualTo(new EraseMember.Erased());
    assertThat(erase(Persona.EMIL)).as("alone in the group").isEqualTo(new EraseMember.Erased());
  }

  @Test
  void whatTheyHeldFallsToThePlatformAndTheBooksBalance() {
    market.grant(Persona.BEN, 10_00);
    AlbumId album = market.lockedAlbum(Persona.ANNA, 2_50);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(2_50);
    assertThat(market.balanceOfPlatform()).isEqualTo(25);
    assertThat(erase(Persona.ANNA)).isEqualTo(new EraseMember.Erased());
    assertThat(market.balance(Persona.ANNA)).isZero();
    assertThat(market.balanceOfPlatform()).isEqualTo(2_50);
    assertThat(market.balance(Persona.BEN)).as("is not paid back").isEqualTo(7_50);
    LedgerEntry last = market.entries(Persona.ANNA).getLast();
    assertThat(last.transfer().reason()).isEqualTo(new TransferReason.Erased());
    assertThat(last.transfer().to()).isInstanceOf(AccountId.OfPlatform.class);
    assertThat(market.entries(Persona.BEN)).hasSize(2);
    market.assertBooksBalance();
    GalleryLaws.accountsBalance(new CoreApi(gallery), market.world);
    assertThat(findings()).isEmpty();
    assertThat(erase(Persona.BEN)).isEqualTo(new EraseMember.Erased());
    assertThat(market.balanceOfPlatform()).isEqualTo(10_00);
    market.assertBooksBalance();
    GalleryLaws.accountsBalance(new CoreApi(gallery), market.world);
    assertThat(findings()).isEmpty();
  }

  private List<FindingKind> findings() {
    List<FindingKind> kinds = new java.util.ArrayList<>();
    gallery
        .inspection()
        .inspect(
            new Inspection.Order(false, 100),
            new Inspection.Observer() {
              @Override
              public void found(org.pinacotheca.application.api.operations.Finding finding) {
                kinds.add(finding.kind());
              }

              @Override
              public void reached(Inspection.Part part, long count) {}
            });
    return kinds;
  }

  @Test
  void toOthersTheyAreUnknownAndTheirAddressesLeadNowhere() {
    market.grant(Persona.BEN, 10_00);
    AlbumId album = market.lockedAlbum(Persona.ANNA, 2_50);
    market.unlock(Persona.BEN, album, Market.PIN);
    String path =
        market
            .pictures(Persona.BEN, Persona.ANNA, Optional.of(album))
            .getFirst()
            .links()
            .orElseThrow()
            .path(Rendition.BIG);
    assertThat(gallery.mediaFiles().find(path)).isPresent();
    String token = market.world.bearerToken(market.caller(Persona.ANNA));
    assertThat(gallery.tokens().identify(token)).isPresent();
    assertThat(erase(Persona.ANNA)).isEqualTo(new EraseMember.Erased());
    assertThat(gallery.mediaFiles().find(path)).isEmpty();
    assertThat(market.inMemory.files().keys()).isEmpty();
    assertThat(gallery.tokens().identify(token)).isEmpty();
    GetGallery query =
        new GetGallery(
            anna,
            Optional.empty(),
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, 50),
            Masking.NONE);
    assertThat(gallery.pictures().gallery(market.caller(Persona.BEN), query))
        .isEqualTo(new MemberNotFound(anna));
    Caller clara = market.caller(Persona.CLARA);
    CreateAlbum command = new CreateAlbum(Market.draft(Optional.empty(), 0).check().orElseThrow());
    assertThat(gallery.albums().create(clara.actingFor(anna), command))
        .isEqualTo(new Denied(new Denial.NotInGroup(anna)));
    List<AuditEntry> record =
        gallery
            .operations()
            .audit(Optional.empty(), Optional.of(anna), new PageRequest(1, 100))
            .items();
    assertThat(record).last().extracting(AuditEntry::action).isEqualTo(AuditAction.MEMBER_ERASED);
  }

  @Test
  void whoWasIdentifiedJustBeforeIsDenied() {
    market.grant(Persona.ANNA, 10_00);
    AlbumId bens = market.lockedAlbum(Persona.BEN, 2_50);
    Caller caller = market.caller(Persona.ANNA);
    assertThat(erase(Persona.ANNA)).isEqualTo(new EraseMember.Erased());
    Denied gone = new Denied(new Denial.MemberGone());
    assertThat(
            gallery
                .albums()
                .create(
                    caller,
                    new CreateAlbum(Market.draft(Optional.empty(), 0).check().orElseThrow())))
        .isEqualTo(gone);
    assertThat(
            gallery
                .unlocks()
                .unlock(caller, new UnlockAlbum(bens, new Pin(Market.PIN), Optional.empty())))
        .isEqualTo(gone);
    assertThat(
            gallery
                .approvals()
                .pending(caller, new GetPendingPictures(new PageRequest(1, 50), Masking.NONE)))
        .isEqualTo(gone);
    assertThat(gallery.accounts().credentials(caller)).isEmpty();
  }

  @Test
  void theirNumberIsNeverGivenAgain() {
    UserId movedOver = new UserId(market.world.member(Persona.EMIL).value() + 2);
    assertThat(register(Optional.of(movedOver))).isInstanceOf(Registration.Registered.class);
    gallery.erasures().erase(new EraseMember(movedOver));
    assertThat(register(Optional.of(movedOver))).isInstanceOf(Registration.Conflict.class);
    for (int times = 0; times < 5; times++) {
      assertThat(register(Optional.empty()))
          .isInstanceOfSatisfying(
              Registration.Registered.class,
              registered ->
                  assertThat(registered.toString())
                      .doesNotContain("UserId[value=" + movedOver.value() + "]"));
    }
  }

  private Registration<?> register(Optional<UserId> id) {
    return gallery
        .registrations()
        .addMember(new Registrations.NewMember(id, new Nickname("New"), Optional.empty()));
  }

  @Test
  void anErasureThatWasInterruptedIsCompletedByTheSweep() {
    AlbumId album = market.lockedAlbum(Persona.ANNA, 2_50);
    market.addPicture(Persona.ANNA, Optional.of(album));
    market.addPicture(Persona.BEN, Optional.empty());
    AtomicInteger deletions = new AtomicInteger();
    Gallery failing =
        Gallery.of(
            market.inMemory.storage(),
            new FailingFiles(market.inMemory.files(), deletions),
            market.inMemory.processor(),
            market.inMemory.secrets(),
            GallerySettings.DEFAULT);
    assertThatThrownBy(() -> failing.erasures().erase(new EraseMember(anna)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(deletions.get()).isEqualTo(2);
    assertThat(gallery.accounts().members(Set.of(anna))).isEmpty();
    assertThat(market.inMemory.files().keys()).hasSize(2);
    gallery.operations().sweep();
    assertThat(market.inMemory.files().keys()).as("Ben's").hasSize(1);
    assertThat(market.inMemory.storage().<Set<UserId>>read(tx -> tx.erasures().unfinished()))
        .isEmpty();
  }

  /** Deletes one picture's files and fails at the next. */
  private record FailingFiles(PictureFiles files, AtomicInteger deletions) implements PictureFiles {
    @Override
    public void store(MediaKey key, RenderedPicture picture) {
      files.store(key, picture);
    }

    @Override
    public Optional<Content> open(MediaKey key, Rendition rendition) {
      return files.open(key, rendition);
    }

    @Override
    public void delete(MediaKey key) {
      if (deletions.incrementAndGet() > 1) {
        throw new UncheckedIOException(new IOException("no"));
      }
      files.delete(key);
    }

    @Override
    public void discard(Collection<MediaKey> keys) {
      files.discard(keys);
    }

    @Override
    public void probe() {
      files.probe();
    }

    @Override
    public boolean isEmpty() {
      return files.isEmpty();
    }

    @Override
    public Optional<InstallationId> installation() {
      return files.installation();
    }

    @Override
    public InstallationId claim(InstallationId id) {
      return files.claim(id);
    }

    @Override
    public void eachStoredBefore(Instant limit, Consumer<MediaKey> visitor) {
      files.eachStoredBefore(limit, visitor);
    }
  }
}
