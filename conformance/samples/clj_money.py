import requests
import time

# Step 1: Initiate device flow
response = requests.post(
    'https://api.example.com/oapi/cli/auth/device',
    headers={'Content-Type': 'application/json'},
    json={}
)
auth_data = response.json()

device_code = auth_data['deviceCode']
user_code = auth_data['userCode']
verification_uri = auth_data['verificationUri']
interval = auth_data['interval']
expires_in = auth_data['expiresIn']

# Step 2: Display instructions
print(f"Please visit: {verification_uri}")
print(f"Enter code: {user_code}")
print("Waiting for authorization...")

# Step 3: Poll for token
start_time = time.time()
while (time.time() - start_time) < expires_in:
    time.sleep(interval)

    response = requests.post(
        'https://api.example.com/oapi/cli/auth/token',
        headers={'Content-Type': 'application/json'},
        json={'deviceCode': device_code}
    )

    if response.status_code == 200:
        # Success!
        token_data = response.json()
        access_token = token_data['accessToken']
        print("Authentication successful!")
        # Store access_token securely
        break

    error_data = response.json()
    error = error_data.get('error')

    if error == 'authorization_pending':
        # Keep polling
        continue
    elif error == 'slow_down':
        # Increase interval
        interval += 5
        continue
    elif error in ['access_denied', 'expired_token', 'invalid_request']:
        # Stop polling
        print(f"Authentication failed: {error}")
        break

# Step 4: Use the token
headers = {
    'Authorization': f'Bearer {access_token}',
    'Content-Type': 'application/json'
}
response = requests.get(
    'https://api.example.com/api/users/me',
    headers=headers
)
user_data = response.json()
