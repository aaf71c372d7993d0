async function authenticate() {
  // 1. Request device authorization
  const authResponse = await fetch('https://api.zxcv.app/rpc/auth/device/authorize', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId: 'cli' })
  });
  
  const { deviceCode, userCode, verificationUri, expiresIn, interval } = await authResponse.json();
  
  // 2. Display instructions to user
  console.log(`Please visit: ${verificationUri}`);
  console.log(`And enter code: ${userCode}`);
  
  // 3. Poll for token
  const startTime = Date.now();
  while (Date.now() - startTime < expiresIn * 1000) {
    await new Promise(resolve => setTimeout(resolve, interval * 1000));
    
    const tokenResponse = await fetch('https://api.zxcv.app/rpc/auth/device/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ deviceCode, clientId: 'cli' })
    });
    
    const result = await tokenResponse.json();
    
    if (!result.error) {
      // Success! Store the token
      return result.accessToken;
    }
    
    if (result.error === 'slow_down') {
      // Increase polling interval
      interval *= 2;
    } else if (result.error !== 'authorization_pending') {
      // Fatal error
      throw new Error(result.errorDescription);
    }
  }
  
  throw new Error('Authorization timed out');
}
