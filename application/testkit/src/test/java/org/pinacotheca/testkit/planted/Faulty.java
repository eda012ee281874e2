package org.pinacotheca.testkit.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;

/** Ports of which one method does something else. */
final class Faulty {
  private Faulty() {}

  /** Does something else in place of a call. */
  @FunctionalInterface
  interface Fault {
    @Nullable Object in(Call call) throws Throwable;
  }

  /** Does something else in place of a call of a store. */
  @FunctionalInterface
  interface StoreFault {
    @Nullable Object in(Transaction tx, Call call) throws Throwable;
  }

  /** A call of a port that works. */
  record Call(Object target, Method method, Object[] arguments) {
    @Nullable Object proceed() throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /** The call with another first argument. */
    Call of(Object first) {
      Object[] changed = arguments.clone();
      changed[0] = first;
      return new Call(target, method, changed);
    }

    <T> T argument(int position, Class<T> type) {
      return type.cast(arguments[position]);
    }
  }

  /** The port with a fault in the methods of this name. */
  static <P> P port(Class<P> port, P working, String name, Fault fault) {
    return proxy(port, working, call -> named(call, name) ? fault.in(call) : call.proceed());
  }

  /** The storage with a fault in the methods of this name of one kind of stores. */
  static UnitOfWork store(UnitOfWork storage, Class<?> store, String name, StoreFault fault) {
    return transactions(
        storage,
        tx ->
            proxy(
                Transaction.class,
                tx,
                call -> {
                  Object part = call.proceed();
                  return store.isInstance(part)
                      ? part(store, part, name, each -> fault.in(tx, each))
                      : part;
                }));
  }

  private static <S> S part(Class<S> store, Object part, String name, Fault fault) {
    return port(store, store.cast(part), name, fault);
  }

  /** The storage with other transactions. */
  static UnitOfWork transactions(
      UnitOfWork storage, Function<? super Transaction, ? extends Transaction> change) {
    return proxy(
        UnitOfWork.class,
        storage,
        call ->
            takesWork(call)
                ? call.of((Function<Transaction, Object>) tx -> work(call).apply(change.apply(tx)))
                    .proceed()
                : call.proceed());
  }

  /** The work of a unit. */
  @SuppressWarnings("unchecked")
  static Function<? super Transaction, ?> work(Call call) {
    return (Function<? super Transaction, ?>) call.arguments[0];
  }

  private static boolean takesWork(Call call) {
    return Arrays.asList(call.method.getParameterTypes()).contains(Function.class);
  }

  private static boolean named(Call call, String name) {
    return call.method.getName().equals(name);
  }

  private static <P> P proxy(Class<P> port, P working, Fault fault) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) ->
                fault.in(new Call(working, method, arguments == null ? new Object[0] : arguments)));
    return port.cast(proxy);
  }
}
