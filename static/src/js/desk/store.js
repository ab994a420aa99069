// The device's copy, in IndexedDB: people, who is where, and the readings that the server has not answered yet.
const NAME = "nadwa-desk";
const STORES = { meta: null, people: "id", presences: "key", queue: "seq" };

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function openStore() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) {
      request.result.createObjectStore(name, keyPath ? { keyPath, autoIncrement: name === "queue" } : undefined);
    }
  };
  const database = await promised(request);
  database.onversionchange = () => database.close();
  return new Store(database);
}

class Store {
  constructor(database) {
    this.database = database;
  }

  // Run a change on all stores; it is written whole or not at all, and done when the promise is kept.
  change(action) {
    const transaction = this.database.transaction(Object.keys(STORES), "readwrite");
    const result = action((name) => transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(result?.result ?? result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  all(name) {
    return promised(this.database.transaction(name).objectStore(name).getAll());
  }

  get(name) {
    return promised(this.database.transaction("meta").objectStore("meta").get(name));
  }

  put(name, value) {
    return this.change((store) => store("meta").put(value, name));
  }

  // The oldest readings in the queue, in the order they were made.
  async waiting(most) {
    return promised(this.database.transaction("queue").objectStore("queue").getAll(null, most));
  }

  enqueue(reading) {
    return this.change((store) => store("queue").add(reading));
  }

  dequeue(seqs) {
    return this.change((store) => { for (const seq of seqs) store("queue").delete(seq); });
  }

  wipe() {
    return this.change((store) => { for (const name of Object.keys(STORES)) store(name).clear(); });
  }
}
