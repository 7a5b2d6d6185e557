// One engine in a module worker of its own; worker_pool.js makes several and speaks to them.
import { makeEngineLoop } from './engine_loop.js';

const take = makeEngineLoop((message, transfer) => self.postMessage(message, transfer));
self.onmessage = (event) => take(event.data);
