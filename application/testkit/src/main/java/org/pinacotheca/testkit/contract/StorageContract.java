package org.pinacotheca.testkit.contract;

import org.pinacotheca.application.spi.UnitOfWork;

/**
 * The contract of every storage. A runner extends this class and provides a storage, which need not
 * be empty and may serve all tests of the class. Of times only {@code now()} is tested, so the
 * storage may use any clock.
 */
public abstract class StorageContract
    implements UnitOfWorkContract,
        ConcurrentWorkContract,
        PeopleStoresContract,
        ClientStoresContract,
        AuthorizationCodeStoreContract,
        CredentialStoreContract,
        LoginStoreContract,
        AlbumStoreContract,
        PictureStoreContract,
        PictureListsContract,
        LedgerStoreContract,
        RefundStoreContract,
        AccessStoreContract,
        ShareLinkStoreContract,
        ErasureStoreContract,
        InstallationStoreContract,
        RecordStoresContract,
        RateStoreContract,
        SessionStoresContract,
        InspectionStoreContract {

  /** The storage under test, the same one within a test. */
  protected abstract UnitOfWork storage();

  @Override
  public final StorageFixture fixture() {
    return new StorageFixture(storage());
  }
}
