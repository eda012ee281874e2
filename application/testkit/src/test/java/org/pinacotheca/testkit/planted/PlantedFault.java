package org.pinacotheca.testkit.planted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.spi.AccessStore;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.AuditStore;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.IdempotencyStore;
import org.pinacotheca.application.spi.ImageProcessor.Processed;
import org.pinacotheca.application.spi.LedgerStore;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.application.spi.accounts.MemberStore;
import org.pinacotheca.application.spi.accounts.RateStore;
import org.pinacotheca.application.spi.accounts.SessionStore;
import org.pinacotheca.application.spi.accounts.TokenStore;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.ImageFault;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemorySecrets;
import org.pinacotheca.testkit.memory.UndoneException;
import org.pinacotheca.testkit.planted.PlantedFaultsTest.FaultyFiles;
import org.pinacotheca.testkit.planted.PlantedFaultsTest.FaultyGallery;
import org.pinacotheca.testkit.planted.PlantedFaultsTest.FaultyImages;
import org.pinacotheca.testkit.planted.PlantedFaultsTest.FaultySecrets;
import org.pinacotheca.testkit.planted.PlantedFaultsTest.FaultyStorage;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;

/** A fault in one part of a gallery in memory, with the test that finds it. */
enum PlantedFault {
  // Storages.
  COMMIT_IS_LOST(
      FaultyStorage.class,
      "whatWasCommittedIsSeenByOthers",
      parts -> parts.storage("transact", PlantedFault::rolledBack)),
  ROLLBACK_IS_FORGOTTEN(
      FaultyStorage.class,
      "anExceptionTakesEveryWriteBackAndIsThrownOn",
      parts -> parts.storage("transact", PlantedFault::committed)),
  READING_MAY_WRITE(
      FaultyStorage.class,
      "aWriteWhileReadingIsRefused",
      parts ->
          parts.storage("read", call -> ((UnitOfWork) call.target()).transact(Faulty.work(call)))),
  UNITS_NEST(FaultyStorage.class, "unitsAreNotNested", PlantedFault::nest),
  STORES_OUTLIVE_THEIR_UNIT(
      FaultyStorage.class,
      "storesEndWithTheirUnit",
      parts -> parts.store(MemberStore.class, "find", (_, call) -> orEmpty(call))),
  ACTIONS_RUN_BEFORE_THE_COMMIT(
      FaultyStorage.class,
      "whatFollowsACommitRunsInOrderAndOutsideOfTheUnit",
      parts ->
          parts.transaction(
              "afterCommit",
              call -> {
                call.argument(0, Runnable.class).run();
                return null;
              })),
  ACTIONS_ARE_FORGOTTEN(
      FaultyStorage.class,
      "whatFollowsACommitRunsInOrderAndOutsideOfTheUnit",
      parts -> parts.transaction("afterCommit", _ -> null)),
  TIME_RUNS_WITHIN_A_UNIT(
      FaultyStorage.class,
      "theTimeStandsStillWithinAUnitAndHasWholeMicroseconds",
      parts -> parts.transaction("now", _ -> Instant.now())),
  A_FULL_ALBUM_IS_REMOVED(
      FaultyStorage.class,
      "anAlbumThatHoldsPicturesOrIsGoneIsNotRemoved",
      parts -> parts.store(AlbumStore.class, "remove", (_, call) -> silent(call))),
  ALBUMS_COME_IN_REVERSE(
      FaultyStorage.class,
      "albumsComeBySequenceThenId",
      parts ->
          parts.store(
              AlbumStore.class, "ofOwner", (_, call) -> ((List<?>) call.proceed()).reversed())),
  AN_ALBUM_KEEPS_ITS_OLD_TEXTS(
      FaultyStorage.class,
      "anAlbumIsFoundAsItWasAddedAndReplaced",
      parts -> parts.store(AlbumStore.class, "replace", (_, _) -> null)),
  ALBUM_IDS_REPEAT(
      FaultyStorage.class,
      "albumIdsAreHandedOutOnceToManyThreads",
      parts -> parts.store(AlbumStore.class, "nextId", (_, _) -> new AlbumId(1 << 20))),
  A_GALLERY_KEEPS_ITS_VERSION(
      FaultyStorage.class,
      "holdingAMemberGivesTheirGalleryItsNextVersion",
      parts -> parts.store(MemberStore.class, "galleryVersion", (_, _) -> OptionalLong.of(1))),
  A_REFRESH_TOKEN_IS_USED_TWICE(
      FaultyStorage.class,
      "aRefreshTokenIsUsedOnce",
      parts -> parts.store(TokenStore.class, "useRefresh", (_, _) -> true)),
  CALL_IDS_ARE_NOT_COMPARED(
      FaultyStorage.class,
      "callIdsAdvanceAsNumbersOnly",
      parts -> parts.store(SessionStore.class, "advance", (_, _) -> true)),
  MORE_IS_SPENT_THAN_THERE_IS(
      FaultyStorage.class,
      "whatWouldFallBelowNothingLeavesNothingAndTheUnitGoesOn",
      parts ->
          parts.store(
              LedgerStore.class,
              "post",
              (_, call) -> {
                call.proceed();
                return true;
              })),
  A_TRANSFER_IS_POSTED_AGAIN(
      FaultyStorage.class,
      "anIdIsPostedOnce",
      parts -> parts.store(LedgerStore.class, "post", (_, call) -> orTrue(call))),
  MEDIA_OF_PICTURES_ARE_UNKNOWN(
      FaultyStorage.class,
      "picturesAndTheirMediaAreGoneAfterTheirRemoval",
      parts -> parts.store(PictureStore.class, "hasMedia", (_, _) -> false)),
  WRONG_PINS_ARE_NOT_COUNTED(
      FaultyStorage.class,
      "wrongPinsAreCountedPerViewerAndPerAlbum",
      parts -> parts.store(AccessStore.class, "addWrongPin", (_, _) -> null)),
  AUDIT_IS_LOST(
      FaultyStorage.class,
      "auditEntriesComeInTheirOrderAndByActorAndSubject",
      parts -> parts.store(AuditStore.class, "append", (_, _) -> null)),
  MORE_EXPIRES_THAN_THE_LIMIT(
      FaultyStorage.class,
      "oldAnswersAreRemovedUpToALimit",
      parts ->
          parts.store(
              ExpiryStore.class,
              "removeBefore",
              (tx, call) -> {
                tx.expired()
                    .removeBefore(
                        call.argument(0, ExpiryStore.Kind.class),
                        call.argument(1, Instant.class),
                        Integer.MAX_VALUE);
                return null;
              })),
  A_WINDOW_GIVES_WITHOUT_END(
      FaultyStorage.class,
      "aWindowGivesOutWhatItHasAndNoMore",
      parts -> parts.store(RateStore.class, "take", (_, call) -> call.argument(2, Integer.class))),

  // Files of pictures.
  FILES_ARE_NOT_STORED(
      FaultyFiles.class,
      "every_rendition_is_found_again",
      parts -> parts.files("store", _ -> null)),
  RENDITIONS_ARE_MIXED_UP(
      FaultyFiles.class,
      "every_rendition_is_found_again",
      parts ->
          parts.files(
              "open",
              call ->
                  new Faulty.Call(
                          call.target(),
                          call.method(),
                          new Object[] {call.arguments()[0], Rendition.THUMB})
                      .proceed())),
  DELETED_FILES_STAY(
      FaultyFiles.class,
      "deleted_files_are_gone_and_others_stay",
      parts -> parts.files("delete", _ -> null)),
  DISCARDED_FILES_STAY(
      FaultyFiles.class,
      "discarded_files_are_gone_and_others_stay",
      parts -> parts.files("discard", _ -> null)),
  FRESH_FILES_ARE_LISTED_AS_OLD(
      FaultyFiles.class,
      "keys_are_listed_by_when_they_were_stored",
      parts ->
          parts.files(
              "eachStoredBefore", call -> call.of(Instant.now().plusSeconds(9999)).proceed())),
  ANOTHER_INSTALLATION_TAKES_THE_FILES(
      FaultyFiles.class,
      "the_first_installation_that_is_tied_stays",
      parts -> parts.files("claim", call -> call.arguments()[0])),
  FILES_ARE_NEVER_EMPTY(
      FaultyFiles.class,
      "it_is_empty_without_files_of_pictures",
      parts -> parts.files("isEmpty", _ -> false)),

  // Image processors.
  A_DAMAGED_PICTURE_IS_KEPT(
      FaultyImages.class,
      "each_faulty_upload_has_its_fault_and_is_not_kept",
      parts ->
          parts.images(call ->
              call.proceed() instanceof Processed.Faulty<?>(ImageFault fault)
                      && fault != ImageFault.CORRUPT
                  ? new Processed.Faulty<>(fault)
                  : uploading(call, SamplePictures.SMALL_PNG))),
  WIDTH_AND_HEIGHT_ARE_SWAPPED(
      FaultyImages.class,
      "a_good_picture_is_kept_with_its_format_and_size_in_every_rendition",
      parts ->
          parts.images(call ->
              rendering(
                  call,
                  picture ->
                      new RenderedPicture(
                          picture.format(), picture.height(), picture.width(), files(picture))))),
  THE_MASK_SHOWS_THE_PICTURE(
      FaultyImages.class,
      "a_good_picture_is_kept_with_its_format_and_size_in_every_rendition",
      parts ->
          parts.images(call ->
              rendering(
                  call,
                  picture -> {
                    Map<Rendition, byte[]> files = files(picture);
                    files.put(Rendition.MASKED, picture.file(Rendition.BIG));
                    return new RenderedPicture(
                        picture.format(), picture.width(), picture.height(), files);
                  }))),
  A_PICTURE_IS_KEPT_TWICE(
      FaultyImages.class,
      "what_is_made_of_a_picture_is_returned_and_made_once",
      parts ->
          parts.images(call -> {
            call.proceed();
            return call.proceed();
          })),

  // Secrets.
  RANDOM_DIGITS_REPEAT(
      FaultySecrets.class,
      "random_digits_are_as_many_as_wanted_and_never_the_same",
      parts -> parts.secrets("randomHex", call -> "5".repeat(call.argument(0, Integer.class)))),
  PURPOSES_SHARE_A_KEY(
      FaultySecrets.class,
      "another_purpose_or_message_has_another_hash",
      parts -> parts.secrets("keyedHash", call -> call.of(Secrets.Purpose.PIN).proceed())),
  A_RESTART_CHANGES_THE_KEYS(
      FaultySecrets.class,
      "a_hash_is_the_same_on_every_node_and_after_a_restart",
      parts ->
          parts.secrets(
              "keyedHash",
              call ->
                  new InMemorySecrets(System.nanoTime())
                      .keyedHash(Secrets.Purpose.PIN, call.argument(1, byte[].class)))),

  // Galleries.
  A_PIN_HAS_NO_CASE(
      FaultyGallery.class,
      "thePinInAnotherCaseIsWrong",
      parts -> parts.secrets("keyedHash", PlantedFault::ofLowerCase)),
  NO_LOCK_AFTER_WRONG_PINS(
      FaultyGallery.class,
      "fiveWrongPinsLockAnAlbumForWhoGaveThem",
      parts -> parts.store(AccessStore.class, "wrongPins", (_, _) -> List.of())),
  THE_COMMISSION_IS_ROUNDED_UP(
      FaultyGallery.class,
      "thePlatformKeepsItsShareRoundedInTheOwnersFavour",
      parts -> parts.store(LedgerStore.class, "post", (_, call) -> postedWithMore(call))),
  ACTOR_AND_SUBJECT_ARE_SWAPPED(
      FaultyGallery.class,
      "whoActsForAnotherIsTheActorAndTheOtherTheSubject",
      parts ->
          parts.store(
              AuditStore.class,
              "append",
              (_, call) -> {
                AuditEntry entry = call.argument(0, AuditEntry.class);
                return call.of(
                        new AuditEntry(
                            entry.at(),
                            entry.subject(),
                            entry.actor(),
                            entry.application(),
                            entry.action(),
                            entry.target()))
                    .proceed();
              })),
  AN_UPDATE_IS_NOT_AUDITED(
      FaultyGallery.class,
      "everyWriteIsAuditedOnceWithItsTarget",
      parts ->
          parts.store(
              AuditStore.class,
              "append",
              (_, call) ->
                  call.argument(0, AuditEntry.class).action() == AuditAction.ALBUM_UPDATED
                      ? null
                      : call.proceed())),
  A_REFUSAL_IS_AUDITED(
      FaultyGallery.class,
      "nothingRefusedIsAudited",
      parts ->
          parts.store(
              MemberStore.class,
              "lockGallery",
              (tx, call) -> {
                UserId member = call.argument(0, UserId.class);
                tx.audit()
                    .append(
                        new AuditEntry(
                            tx.now(),
                            Optional.of(member),
                            Optional.of(member),
                            Optional.empty(),
                            AuditAction.ALBUM_UPDATED,
                            "locked"));
                return call.proceed();
              })),
  A_CALL_ID_IS_TAKEN_TWICE(
      FaultyGallery.class,
      "theCallsOfASessionHaveEverGreaterIds",
      parts -> parts.store(SessionStore.class, "advance", (_, _) -> true)),
  ANSWERS_ARE_FORGOTTEN(
      FaultyGallery.class,
      "aCommandWithAKeyIsDoneOnceAndAnsweredAgain",
      parts -> parts.store(IdempotencyStore.class, "add", (_, _) -> null)),
  THE_SWEEP_TAKES_LIVE_FILES(
      FaultyGallery.class,
      "aSweepKeepsTheFilesOfPictures",
      parts -> parts.store(PictureStore.class, "hasMedia", (_, _) -> false)),
  A_GALLERY_STORES_NO_FILES(
      FaultyGallery.class,
      "everyRenditionIsReadAtItsAddress",
      parts -> parts.files("store", _ -> null)),
  FILES_OF_REMOVED_PICTURES_STAY(
      FaultyGallery.class,
      "theFilesOfRemovedPicturesGo",
      parts -> parts.files("discard", _ -> null)),
  ADDRESSES_ARE_FORGED(
      FaultyGallery.class,
      "aForgedAddressLeadsNowhere",
      parts ->
          parts.secrets(
              "keyedHash",
              call ->
                  call.arguments()[0] == Secrets.Purpose.MEDIA_LINK
                      ? new byte[32]
                      : call.proceed())),
  ADDRESSES_NEVER_END(FaultyGallery.class, "anAddressEndsWhenItSaysSo", PlantedFault::stopClock),
  ADDRESSES_OUTLIVE_THE_SUBSCRIPTION(
      FaultyGallery.class,
      "noAddressOutlivesTheSubscription",
      parts -> parts.api(PlantedFault::withOwnersAddresses)),
  MASKING_IS_IGNORED(
      FaultyGallery.class,
      "whatIsNotSafeIsMaskedForWhoWantsIt",
      parts -> parts.api(PlantedFault::unmasked)),
  STRANGERS_GET_ADDRESSES(
      FaultyGallery.class,
      "strangersSeePicturesWithoutAddresses",
      parts ->
          parts.store(
              AccessStore.class,
              "unlocked",
              (tx, call) -> {
                Set<AlbumId> all = new HashSet<>();
                tx.albums()
                    .ofOwner(call.argument(1, UserId.class))
                    .forEach(album -> all.add(album.id()));
                return all;
              })),
  ANYBODY_MANAGES_A_GROUP(
      FaultyGallery.class,
      "creatingIsRefusedInOrder",
      parts -> parts.api((api, _) -> new WithoutGroups(api))),
  PENDING_PICTURES_ARE_NOT_COUNTED(
      FaultyGallery.class,
      "sixtyPicturesOfAProgramWaitAtMost",
      parts -> parts.store(PictureStore.class, "countPending", (_, _) -> 0));

  private final Class<?> contract;
  private final String test;
  private final Consumer<Parts> plant;

  PlantedFault(Class<?> contract, String test, Consumer<Parts> plant) {
    this.contract = contract;
    this.test = test;
    this.plant = plant;
  }

  /** The contract that finds it. */
  Class<?> contract() {
    return contract;
  }

  /** The test of the contract that finds it. */
  String test() {
    return test;
  }

  void plantIn(Parts parts) {
    plant.accept(parts);
  }

  private static Object rolledBack(Faulty.Call call) {
    AtomicReference<Object> result = new AtomicReference<>();
    try {
      return ((UnitOfWork) call.target())
          .transact(tx -> {
            result.set(Faulty.work(call).apply(tx));
            throw new UndoneException();
          });
    } catch (UndoneException e) {
      return result.get();
    }
  }

  private static Object committed(Faulty.Call call) {
    List<RuntimeException> thrown = new ArrayList<>();
    Object result =
        ((UnitOfWork) call.target())
            .transact(tx -> {
              try {
                return Faulty.work(call).apply(tx);
              } catch (RuntimeException e) {
                thrown.add(e);
                return Optional.empty();
              }
            });
    thrown.forEach(e -> {
      throw e;
    });
    return result;
  }

  private static void nest(Parts parts) {
    ThreadLocal<Optional<Transaction>> running = ThreadLocal.withInitial(Optional::empty);
    for (String name : List.of("transact", "read")) {
      parts.storage(
          name,
          call -> {
            if (running.get().isPresent()) {
              return Faulty.work(call).apply(running.get().get());
            }
            Function<Transaction, Object> noted =
                tx -> {
                  running.set(Optional.of(tx));
                  try {
                    return Faulty.work(call).apply(tx);
                  } finally {
                    running.remove();
                  }
                };
            return call.of(noted).proceed();
          });
    }
  }

  private static Object orEmpty(Faulty.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Object silent(Faulty.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private static Object orTrue(Faulty.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static Object uploading(Faulty.Call call, SamplePictures upload) throws Throwable {
    Object[] arguments = call.arguments().clone();
    arguments[1] = upload;
    return new Faulty.Call(call.target(), call.method(), arguments).proceed();
  }

  @SuppressWarnings("unchecked")
  private static Object rendering(
      Faulty.Call call, Function<RenderedPicture, RenderedPicture> change) throws Throwable {
    Object[] arguments = call.arguments().clone();
    arguments[2] = ((Function<RenderedPicture, Object>) arguments[2]).compose(change);
    return new Faulty.Call(call.target(), call.method(), arguments).proceed();
  }

  private static Map<Rendition, byte[]> files(RenderedPicture picture) {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      files.put(rendition, picture.file(rendition));
    }
    return files;
  }

  private static Object ofLowerCase(Faulty.Call call) {
    String message = new String(call.argument(1, byte[].class), StandardCharsets.ISO_8859_1);
    return ((Secrets) call.target())
        .keyedHash(
            call.argument(0, Secrets.Purpose.class),
            call.arguments()[0] == Secrets.Purpose.PIN
                ? message.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1)
                : call.argument(1, byte[].class));
  }

  private static Object postedWithMore(Faulty.Call call) throws Throwable {
    Transfer transfer = call.argument(0, Transfer.class);
    return transfer.reason() instanceof TransferReason.Commission
        ? call.of(
                new Transfer(
                    transfer.id(),
                    transfer.from(),
                    transfer.to(),
                    new Credits(transfer.amount().hundredths() + 1),
                    transfer.reason(),
                    transfer.at(),
                    transfer.actor()))
            .proceed()
        : call.proceed();
  }

  private static void stopClock(Parts parts) {
    AtomicReference<Optional<Object>> first = new AtomicReference<>(Optional.empty());
    parts.storage(
        "now",
        call -> {
          if (first.get().isEmpty()) {
            first.set(Optional.of(call.proceed()));
          }
          return first.get().orElseThrow();
        });
  }

  private static GalleryApi withOwnersAddresses(GalleryApi api, Function<UserId, Caller> callers) {
    return new Altered(api) {
      @Override
      public Reply call(Caller caller, Object command) {
        return command instanceof GetGallery get && !isRefused(caller, command)
            ? api.call(callers.apply(get.owner()), command)
            : api.call(caller, command);
      }

      private boolean isRefused(Caller caller, Object command) {
        return !(api.call(caller, command) instanceof Reply.Done);
      }
    };
  }

  private static GalleryApi unmasked(GalleryApi api, Function<UserId, Caller> callers) {
    return new Altered(api) {
      @Override
      public Reply call(Caller caller, Object command) {
        return api.call(
            caller,
            switch (command) {
              case GetGallery get ->
                  new GetGallery(get.owner(), get.album(), get.order(), get.page(), Masking.NONE);
              case ListAlbums list ->
                  new ListAlbums(list.owner(), list.withPictureIds(), Masking.NONE);
              default -> command;
            });
      }
    };
  }

  /** An API that serves the use cases of another one. */
  private abstract static class Altered implements GalleryApi {
    private final GalleryApi api;

    Altered(GalleryApi api) {
      this.api = api;
    }

    @Override
    public Optional<Gallery> useCases() {
      return api.useCases();
    }
  }

  /** Lets everybody act for everybody. */
  private static final class WithoutGroups extends Altered {
    private final GalleryApi api;

    WithoutGroups(GalleryApi api) {
      super(api);
      this.api = api;
    }

    @Override
    public Reply call(Caller caller, Object command) {
      return api.call(
          caller
              .actingFor()
              .map(member -> Caller.of(member, caller.application(), caller.scopes()))
              .orElse(caller),
          command);
    }
  }
}
